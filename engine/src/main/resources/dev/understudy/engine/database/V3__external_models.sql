-- Models that live elsewhere and whose log was imported; changed together with the predictions that it counts.
CREATE TABLE external_model (
    task VARCHAR(63) NOT NULL,
    version VARCHAR(63) NOT NULL,
    predictions BIGINT NOT NULL,
    first_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (task, version)
);
