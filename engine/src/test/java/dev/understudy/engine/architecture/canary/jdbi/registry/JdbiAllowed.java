package dev.understudy.engine.architecture.canary.jdbi.registry;

import org.jdbi.v3.core.Jdbi;

record JdbiAllowed(Jdbi used) {}
