// The one door through which a script may load another: the Trusted Types policy "remit".
//
//   script.src = trustedScript("search/index.js");
//
// The policy passes relative addresses of scripts of this site and nothing else: no scheme, no host, no query, no way up
// but at the front. Where the browser knows no Trusted Types the same test is made without them. A page that has several
// of our scripts has one policy, since a second of its name is refused; a symbol, which no element's id can stand in
// for, keeps it.

interface Policy {
  createScriptURL(url: string): string;
}

interface Window {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
  [policy: symbol]: Policy | undefined;
}

/** trustedScript returns the address of a script of this site for use as a script's src, or throws. */
export function trustedScript(url: string): string {
  const here = window as unknown as Window;
  if (here.trustedTypes === undefined) {
    return checked(url);
  }
  const key = Symbol.for("remit.trust");
  const policy = here[key] ?? here.trustedTypes.createPolicy("remit", { createScriptURL: checked });
  here[key] = policy;
  return policy.createScriptURL(url);
}

function checked(url: string): string {
  if (!/^(?:\.\.?\/)*(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.js$/.test(url)) {
    throw new TypeError(`not a script of this site: ${url}`);
  }
  return url;
}
