-- alter enum `mood`: happy, sad -> sad, bored, happy
ALTER TABLE `a` MODIFY COLUMN `mood` enum('sad', 'bored', 'happy') NOT NULL DEFAULT 'sad';

-- alter enum `mood`: happy, sad -> sad, bored, happy
ALTER TABLE `b` MODIFY COLUMN `mood` enum('sad', 'bored', 'happy') NULL;
