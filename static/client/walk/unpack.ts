// Reads a model as a page carries it: in lists, without what follows from the rest. Package authority writes it down, and
// its packed.go says what stands where.

import type { Answer, Model, Outcome, Question, Role } from "./engine";

type List = readonly unknown[];

/** unpack returns the model of a page, or null when this script does not know its version. */
export function unpack(text: string): Model | null {
  const [version, playbook, facts, nodes, grants, duties, roles, impossible] = JSON.parse(text) as [
    number, string, Model["facts"], Model["nodes"], List[], List[], List[], List[],
  ];
  if (version !== 1) return null;
  return {
    version, playbook, facts, nodes,
    grants: grants.map(([grant, from, until]) => ({
      grant: grant as string,
      action: (grant as string).split("#")[0]!,
      ...(from ? { from: from as number } : {}),
      ...(until ? { until: until as number } : {}),
    })),
    duties: duties.map(([within, minutes]) => ({ within: within as string, minutes: minutes as number })),
    roles: roles.map((r) => role(r, facts)),
    impossible: impossible.map(([because, root]) => ({ because: because as string, root: root as number })),
  };
}

function role([name, flags, root, outcomes, ladders, questions, refusals, fallbacks]: List, facts: Model["facts"]): Role {
  const has = (flag: number): boolean => ((flags as number) & flag) !== 0;
  return {
    role: name as string,
    unlisted: has(1),
    decides: has(2),
    optimal: has(4),
    root: root as number,
    outcomes: list(outcomes).map(outcome),
    ladders: list(ladders) as unknown as Role["ladders"],
    questions: list(questions).map((q) => question(q, facts)),
    refusals: list(refusals).map(([action, at]) => ({ action: action as string, root: at as number })),
    fallbacks: list(fallbacks).map(([duty, at]) => ({ duty: duty as number, root: at as number })),
  };
}

function outcome([verdict, grants, duties, resolves]: List): Outcome {
  return { verdict: verdict as string, grants: (grants || []) as number[], duties: (duties || []) as number[], resolves: resolves === 1 };
}

function question([column, worst, ...answers]: List, facts: Model["facts"]): Question {
  const labels = facts[column as number]!.labels;
  const read = (answer: unknown): Answer => {
    const [first, last, next, label] = answer as [number, number, number, string | undefined];
    return { first, last, next, label: label ?? labels[first]! };
  };
  return { column: column as number, worst: worst as number, answers: answers.map(read) };
}

/** list is a list of lists; 0 stands for one without elements. */
function list(value: unknown): readonly List[] {
  return (value || []) as readonly List[];
}
