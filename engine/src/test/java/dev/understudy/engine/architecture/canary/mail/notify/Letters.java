package dev.understudy.engine.architecture.canary.mail.notify;

import jakarta.mail.Session;

record Letters(Session used) {}
