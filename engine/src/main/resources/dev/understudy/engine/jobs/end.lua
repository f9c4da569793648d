-- tries, first and longest back-off, then of each end: kind, id, token and two values of its kind
local tries, firstBackOff, longestBackOff = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local counted = {}
for i = 4, #ARGV, 5 do
  local kind, id, token, one, two = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), ARGV[i + 3], ARGV[i + 4]
  local job = read(id)
  if job and job.state == 'running' and job.token == token then
    stopRunning(job)
    if kind == 'succeeded' then
      redis.call('HSET', key('job', id), 'state', 'succeeded', 'at', now, 'entry', '', 'result', one)
      redis.call('HDEL', key('job', id), 'payload')
      redis.call('ZADD', prefix .. 'ended', now, id)
    elseif kind == 'failed' or (kind == 'retry' and job.attempts >= tries) then
      noteFailure(job, one, two)
      setAside(job, one, two)
    elseif kind == 'retry' then
      noteFailure(job, one, two)
      waitAgain(job, now + math.min(firstBackOff * 2 ^ (job.attempts - 1), longestBackOff))
    else
      redis.call('HSET', key('job', id), 'attempts', job.attempts - 1)
      waitAgain(job, now + one)
    end
    counted[#counted + 1] = (i - 4) / 5
  end
end
return counted
