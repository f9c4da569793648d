-- Scheduled retrainings: one row a moment and specification, so that a run that was killed is taken up and one that is
-- repeated changes nothing. State says which of its steps is done.
CREATE TABLE retraining (
    task VARCHAR(63) NOT NULL,
    as_of TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    specification VARCHAR(71) NOT NULL,
    state VARCHAR(10) NOT NULL,
    version VARCHAR(63),
    simulation VARCHAR(63),
    release VARCHAR(100000),
    started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (task, as_of, specification)
);

-- What a backtest found, whole, beside its run.
CREATE TABLE backtest (
    run VARCHAR(63) NOT NULL PRIMARY KEY,
    task VARCHAR(63) NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    document TEXT NOT NULL
);
