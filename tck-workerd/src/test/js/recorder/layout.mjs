// Files of recordings: one line for each step and each outcome, as the kit keeps them.

export function written({ scenarios, ...head }) {
  const members = Object.entries(head).map(([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`);
  return `{\n${members.join("")} "scenarios": [\n${scenarios.map(scenario).join(",\n")}\n ]\n}\n`;
}

function scenario(members) {
  const lines = Object.entries(members).map(([name, value]) => `   ${JSON.stringify(name)}: ${member(name, value)}`);
  return `  {\n${lines.join(",\n")}\n  }`;
}

function member(name, value) {
  if (name !== "steps" && name !== "expect") return JSON.stringify(value);
  return `[\n${value.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n   ]`;
}
