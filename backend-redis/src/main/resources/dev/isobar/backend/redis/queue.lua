-- What the scripts of queues share. KEYS of each: ready, sent, later, heads, bodies, info.
-- Ready, sent and later are sorted sets of places; a place is the turn of a message and its id.
--   ready   by the time at which it became ready         sent   place of a ready message by the time since which it is kept
--   later   place of a delayed or leased message by the time at which it becomes ready (again)
--   heads   id to "timestamp size type leases attempts held since failures turn"    bodies   id to body
--   info    bytes of the ready messages, paused, the last turn, and until when the other keys are needed
local ready, sent, later, heads, bodies, info = unpack(KEYS)

local function number(value)
  return string.format('%d', value)
end

-- A score is milliseconds times SCALE; what is below was a turn once.
local SCALE = 2048
local function score(at)
  return number(at * SCALE)
end

-- Every message that is sent or retried has a turn of its own. Redis orders what has one score by its bytes, so by turns,
-- however many messages become ready in one millisecond.
local DIGITS = 12
local turn
local function begin_turns(last)
  turn = tonumber(last or '0')
end

local function next_turn()
  if not turn then
    begin_turns(redis.call('HGET', info, 'turn'))
  end
  turn = turn + 1
  return turn
end

local function keep_turn()
  if turn then
    redis.call('HSET', info, 'turn', number(turn))
  end
end

-- A message that was stored without a turn stands under its id.
local function place(id, turn)
  return turn == 0 and id or string.format('%0' .. DIGITS .. 'x:', turn) .. id
end

local function ids_of(places)
  local ids = {}
  for i, its in ipairs(places) do
    ids[i] = string.find(its, ':', 1, true) == DIGITS + 1 and string.sub(its, DIGITS + 2) or its
  end
  return ids
end

-- One command for many values, in portions that the stack of a script can hold; returns the sum of the answers.
local function many(command, key, values)
  local sum = 0
  for at = 1, #values, 4000 do
    sum = sum + redis.call(command, key, unpack(values, at, math.min(at + 3999, #values)))
  end
  return sum
end

local function add(list, first, second)
  list[#list + 1] = first
  list[#list + 1] = second
end

-- Nil for a head that is gone: deleted by hand, or evicted by the server.
local function head(text)
  local timestamp, size, kind, leases, attempts, held, since, failures, turn =
    string.match(text or '', '^(%S+) (%d+) (%a+) (%d+) (%d+) (%d) (%d+) ?(%d*) ?(%d*)$')
  return timestamp and {
    timestamp = timestamp, size = tonumber(size), kind = kind, leases = tonumber(leases), attempts = tonumber(attempts),
    held = held == '1', since = since,
    -- One that was stored without them has failed at every lease but the last, as far as anybody knows.
    failures = tonumber(failures) or math.max(0, attempts - 1), turn = tonumber(turn) or 0,
  }
end

local function text(head)
  return string.format('%s %d %s %d %d %d %s %d %d', head.timestamp, head.size, head.kind, head.leases, head.attempts,
    head.held and 1 or 0, head.since, head.failures, head.turn)
end

-- The heads of messages by id.
local function heads_of(ids)
  local known = {}
  for at = 1, #ids, 4000 do
    local last = math.min(at + 3999, #ids)
    for i, found in ipairs(redis.call('HMGET', heads, unpack(ids, at, last))) do
      known[ids[at + i - 1]] = head(found)
    end
  end
  return known
end

-- Takes messages from where they wait. That comes before other changes: a full server lets a script go on that has removed.
local function withdraw(places, ids, known)
  if many('ZREM', later, places) == #places then
    return
  end
  local waiting, bytes = {}, 0
  for i, id in ipairs(ids) do
    if redis.call('ZSCORE', ready, places[i]) then
      waiting[#waiting + 1] = places[i]
      bytes = bytes + (known[id] and known[id].size or redis.call('HSTRLEN', bodies, id))
    end
  end
  if #waiting > 0 then
    many('ZREM', ready, waiting)
    many('ZREM', sent, waiting)
    redis.call('HINCRBY', info, 'bytes', 0 - bytes)
  end
end

local function forget(places, known)
  local ids = ids_of(places)
  withdraw(places, ids, known)
  many('HDEL', heads, ids)
  many('HDEL', bodies, ids)
end

-- Since when the first ready message is kept; false if it has to be read anew.
local oldest = false

-- Moves what has become ready and drops what is ready and was kept for the retention, both in steps. Returns whether more of
-- either is left, and whether more is left to drop.
local function settle_time(now, retention)
  local due = redis.call('ZRANGEBYSCORE', later, '-inf', '(' .. score(now + 1), 'WITHSCORES', 'LIMIT', 0, 1000)
  if #due > 0 then
    local places, by_ready, by_sent, bytes = {}, {}, {}, 0
    for i = 1, #due, 2 do
      places[#places + 1] = due[i]
    end
    local ids = ids_of(places)
    local known = heads_of(ids)
    for i, id in ipairs(ids) do
      local its = known[id]
      if its then
        add(by_ready, due[2 * i], places[i])
        add(by_sent, its.since, places[i])
        bytes = bytes + its.size
      else
        redis.call('HDEL', bodies, id)
      end
    end
    redis.call('ZREM', later, unpack(places))
    if #by_ready > 0 then
      redis.call('ZADD', ready, unpack(by_ready))
      redis.call('ZADD', sent, unpack(by_sent))
      redis.call('HINCRBY', info, 'bytes', bytes)
    end
  end
  local last = now - retention
  oldest = redis.call('ZRANGE', sent, 0, 0, 'WITHSCORES')[2] or ''
  if oldest == '' or tonumber(oldest) > last then
    return #due == 2000, false
  end
  oldest = false
  local old = redis.call('ZRANGEBYSCORE', sent, '-inf', number(last), 'LIMIT', 0, 1000)
  forget(old, heads_of(ids_of(old)))
  redis.call('ZREM', sent, unpack(old))
  if redis.call('ZCARD', ready) == 0 then
    -- The sizes of messages whose heads and bodies had ended before them are not known.
    redis.call('HDEL', info, 'bytes')
  end
  return #due == 2000 or #old == 1000, #old == 1000
end

-- Whether a message would be dropped by the next step.
local function outlived(head, now, retention)
  return tonumber(head.since) <= now - retention
end

-- The time of the first message of a set, if there is one.
local function first(set)
  local its = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')[2]
  return its and math.floor(tonumber(its) / SCALE)
end

-- Count and bytes of the ready messages, and since when the first of them is kept. The bytes may be known already.
local function backlog(bytes)
  local count = redis.call('ZCARD', ready)
  if count == 0 then
    return {'0', '0', ''}
  end
  return {
    number(count),
    number(math.max(0, tonumber(bytes or redis.call('HGET', info, 'bytes') or '0'))),
    oldest or redis.call('ZRANGE', sent, 0, 0, 'WITHSCORES')[2] or '',
  }
end
