// What says which build is published, and what belongs to it: build.json, and the list that it names by its sum.

/** A build, known by the sum of its list, in which its identity stands as well: what differs in either is another build. */
export interface Build {
  readonly id: string;
  /** Its identity, as its pages say it; "" of an earlier program. */
  readonly build: string;
  /** When it was built, in Unix seconds. */
  readonly built: number;
}

/** The files of a build with their sums, by how a device keeps them, and the files of each role. */
export interface List {
  readonly always: ReadonlyMap<string, string>;
  readonly visited: ReadonlyMap<string, string>;
  readonly never: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, readonly string[]>;
}

/** readBuild understands build.json; null when it is something else, such as the page of a network that wants a login. */
export function readBuild(said: unknown): Build | null {
  if (!isRecord(said) || said.version !== 1 || said.files !== "files.json" || !isSum(said.sha256) || typeof said.built !== "string") return null;
  const built = Math.floor(Date.parse(said.built) / 1000);
  return Number.isFinite(built) ? { id: said.sha256, build: typeof said.build === "string" ? said.build : "", built } : null;
}

/** readList understands files.json; null when it is something else. */
export function readList(said: unknown): List | null {
  if (!isRecord(said) || said.version !== 1) return null;
  const [always, visited, never] = [sums(said.always), sums(said.visited), sums(said.never)];
  if (always === null || visited === null || never === null) return null;
  const roles = new Map<string, readonly string[]>();
  for (const [role, files] of Object.entries(isRecord(said.roles) ? said.roles : {})) {
    if (Array.isArray(files)) roles.set(role, files.filter((f): f is string => typeof f === "string"));
  }
  return { always, visited, never, roles };
}

function sums(said: unknown): Map<string, string> | null {
  if (!isRecord(said)) return null;
  const files = Object.entries(said);
  return files.every((f): f is [string, string] => isSum(f[1])) ? new Map(files) : null;
}

/** wanted are the files of a build that a device keeps without having been asked for them one by one. */
export function wanted(list: List, role: string | null, kept: readonly string[]): Map<string, string> {
  const files = new Map(list.always);
  for (const path of [...((role === null ? null : list.roles.get(role)) ?? []), ...kept]) {
    const sum = list.visited.get(path);
    if (sum !== undefined) files.set(path, sum);
  }
  return files;
}

/** sum is the SHA-256 of some bytes, in hexadecimal digits. */
export async function sum(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("");
}

function isSum(said: unknown): said is string {
  return typeof said === "string" && /^[0-9a-f]{64}$/.test(said);
}

function isRecord(said: unknown): said is Readonly<Record<string, unknown>> {
  return typeof said === "object" && said !== null && !Array.isArray(said);
}
