// Getting the index: a classic script that hands its data to one function, since pages opened from disk may fetch nothing.

import { trustedScript } from "../_trust";
import { decode, type Index } from "./engine";

/** load runs the script of an index, and yields the index; it fails when the script or anything in it is missing. */
export function load(path: string): Promise<Index> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("error", () => reject(new Error("no search index")));
    script.addEventListener("load", () => reject(new Error("no data in the search index")));
    const receive = (data: unknown): void => {
      try {
        resolve(decode(data));
      } catch (why) {
        reject(why);
      }
    };
    Object.defineProperty(window, "remitSearch", { value: receive, configurable: true });
    script.src = trustedScript(path);
    document.head.append(script);
  });
}
