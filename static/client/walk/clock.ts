// Instants in the words of a clock on the wall. Instants are Unix seconds; words are in the time zone of the device.

const day = 24 * 60 * 60;

/** clock is the time of day, with the day when it is another than that of now: "02:41", "02:14 yesterday". */
export function clock(at: number, now: number): string {
  const apart = Math.round((midnight(at) - midnight(now)) / day); // rounded: the day that clocks change is shorter or longer
  if (apart === 0) return hours(at);
  if (apart === 1) return hours(at) + " tomorrow";
  if (apart === -1) return hours(at) + " yesterday";
  return hours(at) + " on " + date(at);
}

/** by says when something is due that many minutes after an instant. */
export function by(from: number, minutes: number, now: number): string {
  const due = from + minutes * 60;
  return due > now ? "by " + clock(due, now) : "at once (it was due by " + clock(due, now) + ")";
}

/** ago says how long ago an instant was: "40 min ago". */
export function ago(at: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - at) / 60));
  if (minutes < 1) return "just now";
  if (minutes < 60) return minutes + " min ago";
  if (minutes < 48 * 60) return Math.floor(minutes / 60) + " h ago";
  return Math.floor(minutes / (24 * 60)) + " days ago";
}

/** date is the day of an instant: "31 March 2027". */
export function date(at: number): string {
  const d = new Date(at * 1000);
  return d.getDate() + " " + months[d.getMonth()]! + " " + d.getFullYear();
}

const months = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
] as const;

function hours(at: number): string {
  const d = new Date(at * 1000);
  return String(d.getHours()).padStart(2, "0") + ":" + String(d.getMinutes()).padStart(2, "0");
}

function midnight(at: number): number {
  return new Date(at * 1000).setHours(0, 0, 0, 0) / 1000;
}
