-- KEYS names, ends   ARGV what values begin with, least, greatest, most, time or -1 if only the server's own ends entries
-- Returns the name where the look ended, or an empty text at the end of the range; then name and head of each entry.
local most = tonumber(ARGV[4])
local now = tonumber(ARGV[5])
sweep(ARGV[1], KEYS[1], KEYS[2], millis(ARGV[5]), 100)
local answer = {''}
local gone = {}
local least = ARGV[2]
-- A range full of ended entries is looked through in several calls, so that none of them is long.
local looks = 3
while most > 0 do
  local names = redis.call('ZRANGEBYLEX', KEYS[1], least, ARGV[3], 'LIMIT', 0, most)
  for _, name in ipairs(names) do
    local head = redis.call('GETRANGE', ARGV[1] .. name, 0, 12)
    if #head < 13 then
      gone[#gone + 1] = name
    else
      local ends = struct.unpack('>I8', head, 2)
      if now < 0 or ends == 0 or ends * 1000 > now then
        local length = struct.unpack('>I4', head, 10)
        if length > 0 then
          head = head .. redis.call('GETRANGE', ARGV[1] .. name, 13, 12 + length)
        end
        answer[#answer + 1] = name
        answer[#answer + 1] = head
      end
    end
  end
  local wanted = most
  most = tonumber(ARGV[4]) - (#answer - 1) / 2
  looks = looks - 1
  if #names < wanted then
    break
  end
  least = '(' .. names[#names]
  if most == 0 or looks == 0 then
    answer[1] = names[#names]
    break
  end
end
for at = 1, #gone, 1000 do
  redis.call('ZREM', KEYS[1], unpack(gone, at, math.min(at + 999, #gone)))
end
return answer
