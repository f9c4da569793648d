-- how long jobs are kept, how many to forget at most, then the priorities
local ended = redis.call('ZRANGEBYSCORE', prefix .. 'ended', '-inf', '(' .. now - ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(ended) do
  local values = redis.call('HMGET', key('job', id), 'task', 'state', 'unique')
  redis.call('ZREM', prefix .. 'ended', id)
  redis.call('ZREM', prefix .. 'jobs', id)
  if values[2] == 'failed' then
    redis.call('ZREM', prefix .. 'failed', id)
    redis.call('HINCRBY', prefix .. 'aside', values[1], -1)
  end
  if values[3] ~= '' then
    redis.call('HDEL', prefix .. 'keys', values[3])
  end
  redis.call('DEL', key('job', id), key('text', id))
end
-- Each worker leaves its name in the groups.
local day = 24 * 60 * 60 * 1000
for i = 3, #ARGV do
  local stream = key('stream', ARGV[i])
  for _, consumer in ipairs(redis.call('XINFO', 'CONSUMERS', stream, group)) do
    if consumer[4] == 0 and consumer[6] > day then
      redis.call('XGROUP', 'DELCONSUMER', stream, group, consumer[2])
    end
  end
end
return #ended
