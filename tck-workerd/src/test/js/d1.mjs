// D1 calls. A statement travels as { sql, bind }; without bind, bind was not called. A session stays here under a number.
const sessions = new Map();

export async function d1(database, operation, [session, ...args]) {
  const target = session === null ? database : sessions.get(session);
  switch (operation) {
    case "exec":
      return database.exec(args[0]);
    case "withSession":
      sessions.set(sessions.size, database.withSession(args[0]));
      return sessions.size - 1;
    case "getBookmark":
      return target.getBookmark();
    case "bind":
      prepared(target, args[0]);
      return undefined;
    case "batch":
      return target.batch(args[0].map((statement) => prepared(target, statement)));
    default:
      return prepared(target, args[0])[operation](...args.slice(1));
  }
}

function prepared(target, { sql, bind }) {
  const statement = target.prepare(sql);
  return bind === undefined ? statement : statement.bind(...bind);
}
