// The engine of the walk: pure functions over a model that Go compiled. It judges nothing. It follows the arcs of a
// diagram, joins sets of what its leaves say, and compares numbers as they are written, without rounding.
//
// This file knows no page: it takes values and returns values, so that the same bytes run in a test.

/** A model as package authority exports it. */
export interface Model {
  readonly version: number;
  readonly playbook: string;
  readonly facts: readonly Fact[];
  /** [column, end, to, end, to, …]: cells before end lead to node to; ~to is a leaf. */
  readonly nodes: readonly (readonly number[])[];
  readonly grants: readonly Grant[] | null;
  readonly duties: readonly Duty[] | null;
  readonly roles: readonly Role[];
  /** Lines that rule situations out: where leaf 1. */
  readonly impossible?: readonly { readonly because: string; readonly root: number }[];
}

/** A column. A number has cells between its cuts: "2" cuts just below 2, "2+" just above. */
export interface Fact {
  readonly name: string;
  readonly kind: "yes/no" | "choice" | "number";
  readonly cells: number;
  /** How each cell reads on a button. */
  readonly labels: readonly string[];
  readonly options?: readonly string[];
  readonly min?: string;
  readonly max?: string;
  readonly step?: string;
  readonly unit?: string;
  readonly cuts?: readonly string[];
}

/** A grant with the instants between which it is valid, in Unix seconds. */
export interface Grant {
  readonly grant: string;
  readonly action: string;
  readonly from?: number;
  readonly until?: number;
}

/** A duty's deadline, as text and in minutes. */
export interface Duty {
  readonly within: string;
  readonly minutes: number;
}

/** What a playbook means for one role. */
export interface Role {
  readonly role: string;
  /** Not listed by the playbook: it may ask, and nobody is sent to it. */
  readonly unlisted?: boolean;
  readonly decides?: boolean;
  readonly root: number;
  readonly outcomes: readonly Outcome[];
  readonly ladders: readonly (readonly string[] | null)[] | null;
  readonly questions: readonly Question[];
  readonly refusals?: readonly { readonly action: string; readonly root: number }[];
  /** Duties, by index, that say whom to call when a limit is used up: where some leaf is 2. */
  readonly fallbacks?: readonly { readonly duty: number; readonly root: number }[];
  readonly optimal: boolean;
}

export interface Outcome {
  readonly verdict: string;
  readonly grants?: readonly number[];
  readonly duties?: readonly number[];
  readonly resolves?: boolean;
}

export interface Question {
  readonly column: number;
  readonly worst: number;
  readonly answers: readonly Answer[];
}

/** One answer to a question: the cells from first to last, and the question that follows, -1 for none. */
export interface Answer {
  readonly first: number;
  readonly last: number;
  readonly label: string;
  readonly next: number;
}

/** What is known of one column: the cells that it may be in, or that it cannot be learnt. */
export type Known = ReadonlySet<number> | "unknown";

/** What is known, by column. A column that is missing has not been asked. */
export type State = ReadonlyMap<number, Known>;

/** A reading that cannot be used, and why. */
export interface Problem {
  readonly fact: string;
  readonly problem: string;
}

/** An action with the grants, by index, that some completion has in force. */
export interface May {
  readonly action: string;
  readonly grants: readonly number[];
}

/** A duty as it stands: what remains of the ladder, the earliest deadline, and the rules that make it up. */
export interface Owed {
  readonly ladder: readonly string[];
  readonly within: string;
  readonly minutes: number;
  readonly rules: readonly number[];
}

/** What holds for a role over all admissible completions of a state. */
export interface Judgement {
  readonly answer: string;
  readonly settled: boolean;
  readonly safe: string;
  readonly decides: boolean;
  readonly may: readonly May[];
  readonly might: readonly May[];
  readonly duties: readonly Owed[];
  readonly possible: readonly Owed[];
}

/** The leaf of situations that cannot be. */
export const impossibleLeaf = 0;

/** The role of that name, or undefined: then the page says so, and says no yes. */
export function roleOf(model: Model, name: string): Role | undefined {
  return model.roles.find((r) => r.role === name);
}

/** judge says what holds for a role. */
export function judge(model: Model, role: Role, state: State): Judgement {
  const outcomes = leaves(model, role.root, state).map((leaf) => role.outcomes[leaf]!);
  const first = outcomes[0];
  if (first === undefined) {
    return { answer: "impossible", settled: true, safe: "call_owner", decides: false, may: [], might: [], duties: [], possible: [] };
  }
  const [may, might] = actions(model, outcomes);
  const [duties, possible] = owed(model, role, outcomes);
  const settled = outcomes.every((o) => same(role, o, first));
  return {
    answer: settled ? first.verdict : "unsettled",
    settled,
    safe: safeReading(may.length > 0, duties.length + possible.length > 0),
    decides: role.decides === true && outcomes.every((o) => o.verdict !== "not_at_risk" && o.resolves !== true),
    may,
    might,
    duties,
    possible,
  };
}

/** forbidden lists the actions that every admissible completion forbids. */
export function forbidden(model: Model, role: Role, state: State): string[] {
  return (role.refusals ?? [])
    .filter((f) => leaves(model, f.root, state).every((leaf) => leaf === 2) && (f.root === ~2 || leaves(model, role.root, state).length > 0))
    .map((f) => f.action);
}

/** fallback lists whom to call when a limit is used up: what is owed here, or else every duty that stands in for it in
 * some completion. None: the owner of the workload. */
export function fallback(model: Model, role: Role, state: State, own: Judgement): Owed[] {
  if (own.duties.length + own.possible.length > 0) return [...own.duties, ...own.possible];
  const rules = (role.fallbacks ?? []).filter((f) => leaves(model, f.root, state).includes(2)).map((f) => f.duty);
  return joinedByLadder(role, rules).map((same) => joined(model, role, same));
}

/** ruledOut lists why a state cannot be: the lines that hold in every completion; when it takes several together, all
 * that hold in some. */
export function ruledOut(model: Model, state: State): string[] {
  const lines = (model.impossible ?? []).map((line) => ({ because: line.because, found: reached(model, line.root, state) }));
  const whole = lines.filter((l) => l.found.has(1) && !l.found.has(0));
  return (whole.length > 0 ? whole : lines.filter((l) => l.found.has(1))).map((l) => l.because);
}

/** A holder is an action that other roles may take here: surely, or perhaps. */
export interface Holder {
  readonly action: string;
  readonly roles: readonly string[];
  readonly certain: boolean;
}

/** holders lists what other roles surely may do here and this one may not be relied on to do; for the answer that
 * somebody else may, then for each action who perhaps may. Grants that are not good, such as those that have ended since
 * the model was made, make nobody a holder. */
export function holders(model: Model, role: Role, state: State, own: Judgement, good: (g: Grant) => boolean = () => true): Holder[] {
  const others = model.roles.filter((r) => r !== role && r.unlisted !== true).map((r) => ({ name: r.role, holds: judge(model, r, state) }));
  const grants = model.grants ?? [];
  const sound = (g: number): boolean => good(grants[g]!);
  const sure = (j: Judgement, action: string): boolean => j.may.some((m) => m.action === action && m.grants.every(sound));
  const perhaps = (j: Judgement, action: string): boolean => !sure(j, action) && [...j.may, ...j.might].some((m) => m.action === action && m.grants.some(sound));
  return [...new Set(grants.map((g) => g.action))]
    .filter((action) => !own.may.some((m) => m.action === action))
    .flatMap((action) => [true, false].map((certain) => ({ action, certain, roles: others.filter((o) => (certain ? sure : perhaps)(o.holds, action)).map((o) => o.name) })))
    .filter((h) => h.roles.length > 0 && (h.certain || own.answer === "ask_holder"));
}

/** leaves lists the leaves that some admissible completion reaches, in ascending order. */
export function leaves(model: Model, root: number, state: State): number[] {
  return [...reached(model, root, state)].filter((leaf) => leaf !== impossibleLeaf).sort((a, b) => a - b);
}

/** reached is every leaf that some completion reaches. */
function reached(model: Model, root: number, state: State): Set<number> {
  const found = new Set<number>();
  const seen = new Set<number>();
  const walk = (node: number): void => {
    if (node < 0) {
      found.add(~node);
      return;
    }
    if (seen.has(node)) return;
    seen.add(node);
    const row = model.nodes[node]!;
    const known = state.get(row[0]!);
    let start = 0;
    for (let i = 1; i < row.length; i += 2) {
      const end = row[i]!;
      if (overlaps(known, start, end)) walk(row[i + 1]!);
      start = end;
    }
  };
  walk(root);
  return found;
}

/** overlaps reports whether what is known leaves one of the cells from start, before end. */
export function overlaps(known: Known | undefined, start: number, end: number): boolean {
  if (known === undefined || known === "unknown") return true;
  for (let c = start; c < end; c++) if (known.has(c)) return true;
  return false;
}

/** same reports whether a reader need not tell two outcomes apart: verdict, grants and remaining ladders agree. */
function same(role: Role, a: Outcome, b: Outcome): boolean {
  return a.verdict === b.verdict && String(a.grants ?? "") === String(b.grants ?? "") && ladders(role, a) === ladders(role, b);
}

/** ladders names the remaining ladders of an outcome, in an order of their own. */
export function ladders(role: Role, o: Outcome): string {
  return [...new Set((o.duties ?? []).map((d) => ladderKey(role, d)))].sort().join("|");
}

function ladderKey(role: Role, duty: number): string {
  return (role.ladders?.[duty] ?? []).join(">");
}

/** actions sorts what the outcomes grant into what all of them grant and what only some do. */
function actions(model: Model, outcomes: readonly Outcome[]): [May[], May[]] {
  const certain: May[] = [];
  const some: May[] = [];
  const grants = model.grants ?? [];
  for (const action of new Set(grants.map((g) => g.action))) {
    const used = new Set<number>();
    let holds = 0;
    for (const o of outcomes) {
      const here = (o.grants ?? []).filter((g) => grants[g]!.action === action);
      here.forEach((g) => used.add(g));
      if (here.length > 0) holds++;
    }
    if (holds === 0) continue;
    (holds === outcomes.length ? certain : some).push({ action, grants: [...used].sort((a, b) => a - b) });
  }
  return [certain, some];
}

/** owed joins duties with the same remaining ladder and sorts them into what all outcomes owe and what only some do. */
function owed(model: Model, role: Role, outcomes: readonly Outcome[]): [Owed[], Owed[]] {
  const used = new Set(outcomes.flatMap((o) => [...(o.duties ?? [])]));
  const certain: Owed[] = [];
  const some: Owed[] = [];
  for (const rules of joinedByLadder(role, [...used].sort((a, b) => a - b))) {
    const all = outcomes.every((o) => (o.duties ?? []).some((d) => rules.includes(d)));
    (all ? certain : some).push(joined(model, role, rules));
  }
  return [certain, some];
}

/** joinedByLadder puts duties with the same remaining ladder together. */
function joinedByLadder(role: Role, duties: readonly number[]): number[][] {
  const byLadder = new Map<string, number[]>();
  for (const d of duties) byLadder.set(ladderKey(role, d), [...(byLadder.get(ladderKey(role, d)) ?? []), d]);
  return [...byLadder.values()];
}

function joined(model: Model, role: Role, rules: number[]): Owed {
  const deadlines = rules.map((d) => model.duties![d]!);
  const earliest = deadlines.reduce((a, b) => (b.minutes < a.minutes ? b : a));
  return { ladder: role.ladders?.[rules[0]!] ?? [], within: earliest.within, minutes: earliest.minutes, rules };
}

function safeReading(may: boolean, owes: boolean): string {
  if (may) return owes ? "act_and_escalate" : "act";
  return owes ? "escalate" : "call_owner";
}
