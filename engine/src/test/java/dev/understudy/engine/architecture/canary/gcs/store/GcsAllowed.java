package dev.understudy.engine.architecture.canary.gcs.store;

import com.google.cloud.storage.BlobInfo;

record GcsAllowed(BlobInfo used) {}
