package dev.understudy.engine.architecture.canary.fastcsv.traffic;

import de.siegmar.fastcsv.reader.CsvRecord;

record FastCsvAllowed(CsvRecord used) {}
