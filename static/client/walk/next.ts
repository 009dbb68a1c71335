// What to ask next. The order comes from the questions that Go compiled; what is done here is to leave out what can no
// longer change the answer, and to ask on where a fact cannot be learnt.

import type { Answer, Known, Model, Question, Role, State } from "./engine";
import { impossibleLeaf, judge, ladders, leaves, overlaps } from "./engine";
import { interval } from "./reading";
import { label } from "./say";

/** The next question, with the answers that some admissible situation still gives. */
export interface Step {
  readonly column: number;
  readonly worst: number;
  readonly answers: readonly Answer[];
  /** What is known of the column already, from the questions of another role. */
  readonly known: Known | undefined;
}

/**
 * next returns the question to ask. It follows the role's questions from the first, using what is known; at a column
 * that cannot be learnt it follows every answer. The first open question met is asked, unless its answer can no longer
 * change anything; then the walk goes on past it. These questions reckon that all can be learnt: where they end and the
 * answer is still open, whatever can still change it is asked. Null: nothing is left to ask.
 */
export function next(model: Model, role: Role, state: State): Step | null {
  if (judge(model, role, state).settled) return null;
  const seen = new Set<number>();
  const queue = role.questions.length > 0 ? [0] : [];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at < 0 || seen.has(at)) continue;
    seen.add(at);
    const q = role.questions[at]!;
    const known = state.get(q.column);
    const answers = q.answers.filter((a) => overlaps(known, a.first, a.last + 1) && leaves(model, role.root, assume(state, q.column, a)).length > 0);
    if (known === undefined && tells(model, role, state, q.column)) return exact(model, role, state, { column: q.column, worst: q.worst, answers, known });
    queue.unshift(...answers.map((a) => a.next));
  }
  const column = model.facts.findIndex((_, c) => tells(model, role, state, c));
  return column < 0 ? null : finest(model, role, state, column);
}

/** exact makes the answers finer when one of them joins cells that a fact which cannot be learnt sets apart. */
function exact(model: Model, role: Role, state: State, step: Step): Step {
  if (![...state.values()].includes("unknown")) return step;
  const pair = new Pair(model, role, state, step.column, true);
  const joins = (a: Answer): boolean => [...range(a.first + 1, a.last)].some((c) => pair.differ(c - 1, c));
  return step.answers.some(joins) ? finest(model, role, state, step.column) : step;
}

/** finest asks a column cell by cell. At most every column that is not known to the cell is asked after it. */
function finest(model: Model, role: Role, state: State, column: number): Step {
  const answers = [...possible(model, role, state, column).keys()].map((c) => ({ first: c, last: c, label: model.facts[column]!.labels[c]!, next: -1 }));
  if (model.facts[column]!.kind === "yes/no") answers.reverse();
  const worst = model.facts.filter((_, c) => !learnt(state.get(c))).length;
  return { column, worst, answers, known: state.get(column) };
}

function learnt(k: Known | undefined): boolean {
  return k === "unknown" || (k !== undefined && k.size === 1);
}

/**
 * again returns the question about one column, whatever else is known, so that a reader can change an answer: the finest
 * that the role's questions hold, or every cell when none of them asks the column.
 */
export function again(model: Model, role: Role, state: State, column: number): Step {
  const others = new Map(state);
  others.delete(column);
  const asked = role.questions.filter((q) => q.column === column);
  const most = asked.reduce<Question | null>((a, b) => (a === null || b.answers.length > a.answers.length ? b : a), null);
  const answers = (most?.answers ?? []).filter((a) => leaves(model, role.root, assume(others, column, a)).length > 0);
  return most === null || answers.length === 0 ? finest(model, role, others, column) : { column, worst: most.worst, answers, known: undefined };
}

/** whole adds to the answers of a step those that no admissible situation gives: a reader who sees one has misread
 * something, and has to learn what rules it out. */
export function whole(model: Model, step: Step): readonly Answer[] {
  const fact = model.facts[step.column]!;
  const ordered = fact.kind === "number";
  const all = [...step.answers];
  for (let first = 0; first < fact.cells; first++) {
    const free = (c: number): boolean => c < fact.cells && overlaps(step.known, c, c + 1) && !step.answers.some((a) => a.first <= c && c <= a.last);
    if (!free(first)) continue;
    let last = first;
    while (ordered && free(last + 1)) last++;
    const words = first === last ? fact.labels[first]! : label(interval(fact, first, last)) + (fact.unit === undefined ? "" : " " + fact.unit);
    all.push({ first, last, label: words, next: -1 });
    first = last;
  }
  return all.sort((a, b) => (fact.kind === "yes/no" ? b.first - a.first : a.first - b.first));
}

/** assume adds to a state that a column lies in the cells of an answer. */
export function assume(state: State, column: number, a: { readonly first: number; readonly last: number }): State {
  return new Map(state).set(column, range(a.first, a.last));
}

function range(first: number, last: number): ReadonlySet<number> {
  const cells = new Set<number>();
  for (let c = first; c <= last; c++) cells.add(c);
  return cells;
}

/** tells reports whether learning a column, or its cell, can still change the answer, given what is known and what
 * cannot be learnt. */
function tells(model: Model, role: Role, state: State, column: number): boolean {
  if (learnt(state.get(column))) return false;
  const all = classes(role, leaves(model, role.root, state));
  const each = [...possible(model, role, state, column)];
  if (each.some(([, here]) => here !== all)) return true;
  const pair = new Pair(model, role, state, column, false);
  return each.some(([c], i) => each.slice(0, i).some(([d]) => pair.differ(c, d)));
}

/** possible lists the cells of a column that some admissible situation still has, with the classes of outcomes there. */
function possible(model: Model, role: Role, state: State, column: number): Map<number, string> {
  const cells = new Map<number, string>();
  for (let c = 0; c < model.facts[column]!.cells; c++) {
    if (!overlaps(state.get(column), c, c + 1)) continue;
    const here = classes(role, leaves(model, role.root, new Map(state).set(column, new Set([c]))));
    if (here !== "") cells.set(c, here);
  }
  return cells;
}

/** classes names a set of leaves by what a reader can tell apart; "" when nothing admissible is among them. */
function classes(role: Role, of: readonly number[]): string {
  const names = of
    .filter((leaf) => leaf !== impossibleLeaf)
    .map((leaf) => {
      const o = role.outcomes[leaf]!;
      return o.verdict + "/" + String(o.grants ?? "") + "/" + ladders(role, o);
    });
  return [...new Set(names)].sort().join(";");
}

/** A Pair follows a diagram for two cells of one column side by side, in every situation of the open columns. What cannot
 * be is like anything else, unless the pair is strict. */
class Pair {
  private readonly seen = new Set<string>();

  constructor(
    private readonly model: Model,
    private readonly role: Role,
    private readonly state: State,
    private readonly column: number,
    private readonly strict: boolean,
  ) {}

  /** differ reports whether some situation of the other open columns has different answers in the two cells. */
  differ(c: number, d: number): boolean {
    this.seen.clear();
    return this.walk([this.role.root], [this.role.root], c, d);
  }

  private walk(left: readonly number[], right: readonly number[], c: number, d: number): boolean {
    const key = left.join() + "|" + right.join();
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    const at = Math.min(...[...left, ...right].map((n) => this.columnOf(n)));
    if (at === Infinity) {
      const a = classes(this.role, left.map((n) => ~n));
      const b = classes(this.role, right.map((n) => ~n));
      return a !== b && (this.strict || (a !== "" && b !== ""));
    }
    if (at === this.column) return this.walk(this.follow(left, at, c, c + 1), this.follow(right, at, d, d + 1), c, d);
    const known = this.state.get(at);
    if (known !== undefined) return this.walk(this.all(left, at, known), this.all(right, at, known), c, d);
    return this.ends(left, right, at).some(([from, to]) => this.walk(this.follow(left, at, from, to), this.follow(right, at, from, to), c, d));
  }

  private columnOf(node: number): number {
    return node < 0 ? Infinity : this.model.nodes[node]![0]!;
  }

  /** follow replaces the nodes that ask a column by where they lead for the cells from, before to. */
  private follow(nodes: readonly number[], column: number, from: number, to: number): number[] {
    const cells = range(from, to - 1);
    return this.all(nodes, column, cells);
  }

  private all(nodes: readonly number[], column: number, known: Known): number[] {
    const reached = new Set<number>();
    for (const n of nodes) {
      if (this.columnOf(n) !== column) {
        reached.add(n);
        continue;
      }
      const row = this.model.nodes[n]!;
      let start = 0;
      for (let i = 1; i < row.length; i += 2) {
        if (overlaps(known, start, row[i]!)) reached.add(row[i + 1]!);
        start = row[i]!;
      }
    }
    return [...reached].sort((a, b) => a - b);
  }

  /** ends cuts a column where some node that asks it changes. */
  private ends(left: readonly number[], right: readonly number[], column: number): [number, number][] {
    const cuts = new Set<number>();
    for (const n of [...left, ...right]) {
      if (this.columnOf(n) !== column) continue;
      const row = this.model.nodes[n]!;
      for (let i = 1; i < row.length; i += 2) cuts.add(row[i]!);
    }
    let start = 0;
    return [...cuts]
      .sort((a, b) => a - b)
      .map((end) => {
        const run: [number, number] = [start, end];
        start = end;
        return run;
      });
  }
}
