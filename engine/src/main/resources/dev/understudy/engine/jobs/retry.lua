-- id
local job = read(ARGV[1])
if not job or job.state ~= 'failed' then
  return 0
end
redis.call('ZREM', prefix .. 'failed', job.id)
redis.call('ZREM', prefix .. 'ended', job.id)
redis.call('HINCRBY', prefix .. 'aside', job.task, -1)
redis.call('HDEL', key('job', job.id), 'at', 'code', 'reason')
redis.call('HSET', key('job', job.id), 'attempts', 0)
waitAgain(job, now)
return 1
