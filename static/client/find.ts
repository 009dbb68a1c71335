// The search on the first page, in place: what is typed there is answered under the field, as on the page of the search.

import { Find } from "./home/find";

const home = document.querySelector<HTMLElement>(".home");
const form = home?.querySelector("form");
const input = form?.querySelector("input");
const status = document.getElementById("home-found");
const list = document.getElementById("home-results");
if (home && form && input && status !== null && list !== null) new Find(form, input, status, list, home.dataset.core ?? "").start();
