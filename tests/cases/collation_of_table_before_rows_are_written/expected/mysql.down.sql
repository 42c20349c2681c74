-- alter table `notes`: charset utf8mb4 -> none, collation utf8mb4_bin -> none
ALTER TABLE `notes` DEFAULT CHARACTER SET = utf8mb4;

-- alter column `notes.twice`: none -> generated virtual as size * 2
-- drop column `notes.kind`
-- hazard[drop-column]: deletes all values of `notes.twice`
-- hazard[drop-column]: deletes all values of `notes.kind`
ALTER TABLE `notes`
    DROP COLUMN `twice`,
    ADD COLUMN `twice` int GENERATED ALWAYS AS (size * 2) VIRTUAL,
    DROP COLUMN `kind`;
