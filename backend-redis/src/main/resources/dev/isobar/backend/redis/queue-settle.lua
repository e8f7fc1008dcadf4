-- ARGV time or -1, channel, then for each lease: decision, id, number of the lease, milliseconds.
-- Decisions: ack, bury, delete, extend, release, retry.   Returns for each lease an empty text if it was lost; else "done",
-- or, for bury, the head of the message, followed by its body: it stays leased until it stands elsewhere.
local now = millis(ARGV[1])
settle_time(now)
local answer, news = {}, false

local function put_back(id, its, time)
  -- The removal comes first: a full server lets a script go on that has written.
  if redis.call('ZREM', ready, id) == 1 then
    redis.call('ZREM', sent, id)
    redis.call('HINCRBY', info, 'bytes', 0 - its.size)
  end
  redis.call('HSET', heads, id, text(its))
  redis.call('ZADD', later, score(now + time), id)
end

local function decide(decision, id, lease, time)
  local its = head(redis.call('HGET', heads, id))
  if not its then
    return ''
  end
  if decision == 'ack' then
    -- Any lease that the message ever had.
    if lease < 1 or lease > its.leases then
      return ''
    end
    forget(id)
    return 'done'
  end
  if lease ~= its.leases or not its.held then
    return ''
  end
  if decision == 'delete' then
    forget(id)
    return 'done'
  end
  if decision == 'release' then
    its.attempts = its.attempts - 1
  end
  its.held = decision == 'extend' or decision == 'bury'
  put_back(id, its, time)
  news = news or not its.held
  return decision == 'bury' and text(its) or 'done'
end

for i = 3, #ARGV, 4 do
  local told = decide(ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3]))
  answer[#answer + 1] = told
  if ARGV[i] == 'bury' then
    answer[#answer + 1] = told ~= '' and redis.call('HGET', bodies, ARGV[i + 1]) or ''
  end
end
settle_time(now)
if news then
  redis.call('PUBLISH', ARGV[2], '')
end
return answer
