package dev.understudy.engine.architecture.canary.jgit.release;

import org.apache.sshd.client.config.hosts.KnownHostEntry;

record KnownHosts(KnownHostEntry used) {}
