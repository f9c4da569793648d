package dev.understudy.engine.architecture.canary.jdbi.database;

import org.jdbi.v3.core.Jdbi;

record AllowedHome(Jdbi used) {}
