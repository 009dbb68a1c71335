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
  readonly decides?: boolean;
  readonly root: number;
  readonly outcomes: readonly Outcome[];
  readonly ladders: readonly (readonly string[] | null)[] | null;
  readonly questions: readonly Question[];
  readonly refusals?: readonly { readonly action: string; readonly root: number }[];
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
const impossibleLeaf = 0;

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

/** A holder is another role that may take an action here. */
export interface Holder {
  readonly action: string;
  readonly roles: readonly string[];
}

/** holders lists what other roles surely may do here and this one may not be relied on to do; for the answer that
 * somebody else may, those who perhaps may when nobody surely does. */
export function holders(model: Model, role: Role, state: State, own: Judgement): Holder[] {
  const others = model.roles.filter((r) => r !== role).map((r) => ({ name: r.role, holds: judge(model, r, state) }));
  const list = (pick: (j: Judgement) => readonly May[]): Holder[] => {
    const actions = [...new Set((model.grants ?? []).map((g) => g.action))];
    return actions
      .filter((a) => !own.may.some((m) => m.action === a))
      .map((action) => ({ action, roles: others.filter((o) => pick(o.holds).some((m) => m.action === action)).map((o) => o.name) }))
      .filter((h) => h.roles.length > 0);
  };
  const sure = list((j) => j.may);
  return sure.length > 0 || own.answer !== "ask_holder" ? sure : list((j) => [...j.may, ...j.might]);
}

/** leaves lists the leaves that some admissible completion reaches, in ascending order. */
function leaves(model: Model, root: number, state: State): number[] {
  const found = new Set<number>();
  const seen = new Set<number>();
  const walk = (node: number): void => {
    if (node < 0) {
      if (~node !== impossibleLeaf) found.add(~node);
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
  return [...found].sort((a, b) => a - b);
}

function overlaps(known: Known | undefined, start: number, end: number): boolean {
  if (known === undefined || known === "unknown") return true;
  for (let c = start; c < end; c++) if (known.has(c)) return true;
  return false;
}

/** same reports whether a reader need not tell two outcomes apart: verdict, grants and remaining ladders agree. */
function same(role: Role, a: Outcome, b: Outcome): boolean {
  return a.verdict === b.verdict && String(a.grants ?? "") === String(b.grants ?? "") && ladders(role, a) === ladders(role, b);
}

function ladders(role: Role, o: Outcome): string {
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
  const byLadder = new Map<string, Set<number>>();
  const used = new Set(outcomes.flatMap((o) => [...(o.duties ?? [])]));
  for (const d of [...used].sort((a, b) => a - b)) {
    const key = ladderKey(role, d);
    byLadder.set(key, (byLadder.get(key) ?? new Set()).add(d));
  }
  const certain: Owed[] = [];
  const some: Owed[] = [];
  for (const rules of byLadder.values()) {
    const all = outcomes.every((o) => (o.duties ?? []).some((d) => rules.has(d)));
    (all ? certain : some).push(joined(model, role, [...rules]));
  }
  return [certain, some];
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

/** The next question, with the answers that some admissible situation still gives. */
export interface Step {
  readonly column: number;
  readonly worst: number;
  readonly answers: readonly Answer[];
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
    if (known === undefined && tells(model, role, state, q.column)) return exact(model, role, state, { column: q.column, worst: q.worst, answers });
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
  return { column, worst, answers };
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
  return most === null || answers.length === 0 ? finest(model, role, others, column) : { column, worst: most.worst, answers };
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
