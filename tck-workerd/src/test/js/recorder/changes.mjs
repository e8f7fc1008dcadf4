// What differs between two outcomes of one step. The order of members is no difference.
const LONGEST = 160;

/** One entry for each place: where it is, what was there, what is there, and whether recordings leave it open. */
export function changes(old, now, at = "") {
  if (isObject(old) && isObject(now)) {
    if ("$any" in old && old.$any === now.$any) return changedSeen(old, now, at);
    const names = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [...names].flatMap((name) => changes(old[name], now[name], `${at}.${name}`));
  }
  if (Array.isArray(old) && Array.isArray(now) && old.length === now.length) {
    return old.flatMap((item, i) => changes(item, now[i], `${at}[${i}]`));
  }
  return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ at, old, now, open: false }];
}

function changedSeen(old, now, at) {
  return changes(old.seen, now.seen, at).map((change) => ({ ...change, open: true }));
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export function told({ at, old, now, open }) {
  return `${at || "outcome"}${open ? " (not fixed)" : ""}: ${cut(old)} is now ${cut(now)}`;
}

function cut(value) {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
