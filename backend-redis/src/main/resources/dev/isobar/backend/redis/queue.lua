-- What the scripts of queues share. KEYS of each: ready, sent, later, heads, bodies, info.
--   ready   id by the time at which it became ready         sent   id of a ready message by its timestamp
--   later   id of a delayed or leased message by the time at which it becomes ready (again)
--   heads   id to "timestamp size type leases attempts held"          bodies   id to body
--   info    bytes of the ready messages, paused, and the last turn
local ready, sent, later, heads, bodies, info = unpack(KEYS)
local RETENTION = 4 * 24 * 60 * 60 * 1000

local function number(value)
  return string.format('%.17g', value)
end

-- Scores are milliseconds; up to 4096 messages of one millisecond keep their order by the fraction.
local function score(at)
  local last, turn = unpack(redis.call('HMGET', info, 'last', 'turn'))
  local next = last == number(at) and math.min(tonumber(turn) + 1, 4095) or 0
  redis.call('HSET', info, 'last', number(at), 'turn', number(next))
  return number(at + next / 4096)
end

local function until_(now)
  return '(' .. number(now + 1)
end

-- Nil for a head that is gone: deleted by hand, or evicted by the server.
local function head(text)
  local timestamp, size, kind, leases, attempts, held = string.match(text or '', '^(%S+) (%d+) (%a+) (%d+) (%d+) (%d)$')
  return timestamp and {
    timestamp = timestamp, size = tonumber(size), kind = kind,
    leases = tonumber(leases), attempts = tonumber(attempts), held = held == '1',
  }
end

local function text(head)
  return string.format('%s %d %s %d %d %d', head.timestamp, head.size, head.kind, head.leases, head.attempts, head.held and 1 or 0)
end

local function forget(id)
  local its = head(redis.call('HGET', heads, id))
  if redis.call('ZREM', ready, id) == 1 then
    redis.call('ZREM', sent, id)
    redis.call('HINCRBY', info, 'bytes', 0 - (its and its.size or #(redis.call('HGET', bodies, id) or '')))
  else
    redis.call('ZREM', later, id)
  end
  redis.call('HDEL', heads, id)
  redis.call('HDEL', bodies, id)
end

-- Moves what has become ready and drops what has outlived the retention; says whether more of it waits.
local function settle_time(now)
  local due = redis.call('ZRANGEBYSCORE', later, '-inf', until_(now), 'WITHSCORES', 'LIMIT', 0, 1000)
  if #due > 0 then
    local ids, by_ready, by_sent, bytes = {}, {}, {}, 0
    for i = 1, #due, 2 do
      ids[#ids + 1] = due[i]
    end
    local found = redis.call('HMGET', heads, unpack(ids))
    for i, id in ipairs(ids) do
      local its = head(found[i])
      if its then
        by_ready[#by_ready + 1] = due[2 * i]
        by_ready[#by_ready + 1] = id
        by_sent[#by_sent + 1] = its.timestamp
        by_sent[#by_sent + 1] = id
        bytes = bytes + its.size
      else
        redis.call('HDEL', bodies, id)
      end
    end
    redis.call('ZREM', later, unpack(ids))
    if #by_ready > 0 then
      redis.call('ZADD', ready, unpack(by_ready))
      redis.call('ZADD', sent, unpack(by_sent))
      redis.call('HINCRBY', info, 'bytes', bytes)
    end
  end
  local old = redis.call('ZRANGEBYSCORE', sent, '-inf', number(now - RETENTION), 'LIMIT', 0, 100)
  for _, id in ipairs(old) do
    forget(id)
    redis.call('ZREM', sent, id)
  end
  return #due == 2000 or #old == 100
end

local function first(set)
  return tonumber(redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')[2])
end

-- Count, bytes and earliest timestamp of the ready messages.
local function backlog()
  return {
    number(redis.call('ZCARD', ready)),
    number(math.max(0, tonumber(redis.call('HGET', info, 'bytes') or '0'))),
    redis.call('ZRANGE', sent, 0, 0, 'WITHSCORES')[2] or '',
  }
end
