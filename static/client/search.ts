// The search: results as one types, on the page of the search and in the field of the first page.
//
// What the page of the search must have (without any of it the script does nothing; without the script the list from A to Z
// is there):
//
//   <form id="search" data-core="search/core-….js" data-root="./">   core: the first file of the index, relative to the page;
//     <input id="q" name="q" type="search">                          root: the site's root, relative to the page
//   </form>
//   <p id="search-status" role="status"></p>      how many were found, or why none
//   <ol id="results"></ol>                        the results, best first
//   <section id="search-nobody" hidden></section> whom to call when nothing is found; may be missing
//
// The first page, which loads this once its field is used, has .home[data-core] with a form, #home-found and #home-results.
// What the script makes of either is set down in search/show.ts, for the styles. Of an old answer the list has aria-busy="true".
// The sentence is read out from a line of its own, which the script adds, once typing rests; see search/field.ts.

import { Find } from "./home/find";
import { keys } from "./search/keys";
import { Page } from "./search/page";

const home = document.querySelector<HTMLElement>(".home");
if (home === null) page();
else field(home);

function page(): void {
  keys();
  const form = document.getElementById("search");
  const input = document.getElementById("q");
  const status = document.getElementById("search-status");
  const list = document.getElementById("results");
  if (form instanceof HTMLFormElement && input instanceof HTMLInputElement && status !== null && list !== null) new Page(form, input, status, list).start();
}

function field(home: HTMLElement): void {
  const form = home.querySelector("form");
  const input = form?.querySelector("input");
  const status = document.getElementById("home-found");
  const list = document.getElementById("home-results");
  if (form && input && status !== null && list !== null) new Find(form, input, status, list, home.dataset.core ?? "").start();
}
