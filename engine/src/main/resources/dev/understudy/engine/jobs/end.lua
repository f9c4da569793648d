-- tries, first and longest back-off, then of each end: kind, id, token and two values of its kind
local tries, firstBackOff, longestBackOff = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local counted, ended = {}, {}
for i = 4, #ARGV, 5 do
  local kind, id, token, one, two = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), ARGV[i + 3], ARGV[i + 4]
  local job = read(id)
  if job and job.state == 'running' and job.token == token then
    if kind == 'succeeded' then
      if #counted == 0 then -- what frees memory comes first: Redis takes all that follows then, even where it is full
        redis.call('ZREM', prefix .. 'leases', id)
      else
        gather('ZREM', prefix .. 'leases', id)
      end
      redis.call('HSET', key('job', id), 'state', 'succeeded', 'at', moment)
      redis.call('SET', key('text', id), one)
      gather('ZADD', prefix .. 'ended', moment, id)
      ended[job.task] = (ended[job.task] or 0) - 1
    else
      stopRunning(job)
      if kind == 'failed' or (kind == 'retry' and job.attempts >= tries) then
        noteFailure(job, one, two)
        setAside(job, one, two)
      elseif kind == 'retry' then
        noteFailure(job, one, two)
        waitAgain(job, now + math.min(firstBackOff * 2 ^ (job.attempts - 1), longestBackOff))
      else
        redis.call('HSET', key('job', id), 'attempts', job.attempts - 1)
        waitAgain(job, now + one)
      end
    end
    counted[#counted + 1] = (i - 4) / 5
  end
end
flush()
countAll('running', ended)
return counted
