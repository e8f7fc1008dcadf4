-- ARGV time or -1, retention, channel, then for each lease: decision, id, number of the lease, milliseconds.
-- Decisions: ack, bury, delete, extend, release, retry.   Returns for each lease an empty text if it was lost; else "done",
-- or, for bury, the head of the message, followed by its body: it stays leased until it stands elsewhere.
local now, retention = millis(ARGV[1]), tonumber(ARGV[2])
settle_time(now, retention)
local ids = {}
for i = 5, #ARGV, 4 do
  ids[#ids + 1] = ARGV[i]
end
local known = heads_of(ids)
-- Where the messages stand before this call.
local stood = {}
for id, its in pairs(known) do
  stood[id] = place(id, its.turn)
end
local answer, gone, moved, news = {}, {}, {}, false

local function remove(id)
  known[id].gone = true
  gone[#gone + 1] = stood[id]
  return 'done'
end

local function decide(decision, id, lease, time)
  local its = known[id]
  if not its or its.gone then
    return ''
  end
  if decision == 'ack' then
    -- Any lease that the message ever had.
    return lease >= 1 and lease <= its.leases and remove(id) or ''
  end
  if lease ~= its.leases or not its.held then
    return ''
  end
  if decision == 'delete' then
    return remove(id)
  end
  if decision == 'release' then
    its.attempts = its.attempts - 1
  elseif decision == 'retry' then
    its.failures = its.failures + 1
  end
  its.held = decision == 'extend' or decision == 'bury'
  its.at = score(now + time)
  if not its.held then
    its.turn = next_turn()
  end
  moved[#moved + 1] = id
  news = news or not its.held
  return decision == 'bury' and text(its) or 'done'
end

for i = 4, #ARGV, 4 do
  local told = decide(ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3]))
  answer[#answer + 1] = told
  if ARGV[i] == 'bury' then
    answer[#answer + 1] = told ~= '' and redis.call('HGET', bodies, ARGV[i + 1]) or ''
  end
end
forget(gone, known)
local left, left_ids, changed, by_later = {}, {}, {}, {}
for _, id in ipairs(moved) do
  if not known[id].gone then
    left[#left + 1], left_ids[#left_ids + 1] = stood[id], id
    add(changed, id, text(known[id]))
    add(by_later, known[id].at, place(id, known[id].turn))
  end
end
if #changed > 0 then
  withdraw(left, left_ids, known)
  many('HSET', heads, changed)
  many('ZADD', later, by_later)
  keep_turn()
  settle_time(now, retention)
end
if news then
  redis.call('PUBLISH', ARGV[3], '')
end
return answer
