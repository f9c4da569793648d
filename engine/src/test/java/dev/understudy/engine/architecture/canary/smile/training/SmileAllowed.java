package dev.understudy.engine.architecture.canary.smile.training;

import smile.data.DataFrame;

record SmileAllowed(DataFrame used) {}
