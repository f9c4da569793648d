package dev.understudy.engine.architecture.canary.databases.registry;

import com.zaxxer.hikari.HikariDataSource;

record Pool(HikariDataSource used) {}
