-- alter enum `pet`: cat, 🦀 -> cat
-- hazard[remove-enum-value]: fails if a row still contains `🦀` of enum `pet`
ALTER TABLE `owner` MODIFY COLUMN `pet` enum('cat') CHARACTER SET utf8mb3 NOT NULL;
