// What differs between two outcomes; order of members is no difference.
export function same(one, other) {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([name, member]) => [name, sorted(member)]);
  return entries.sort(([one], [other]) => (one < other ? -1 : 1));
}
