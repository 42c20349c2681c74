-- rename table `"a ""b"" `c`'d"` to `"e ""f"" `g`'h"`
RENAME TABLE `a "b" ``c``'d` TO `e "f" ``g``'h`;

-- rename column `"e ""f"" `g`'h".x"y`z'` to `u"v`w'`
ALTER TABLE `e "f" ``g``'h` RENAME COLUMN `x"y``z'` TO `u"v``w'`;

-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(20) -> varchar(30), null -> not null, default none -> "'\"`\\", existing NULLs get "'\"`\\"
ALTER TABLE `e "f" ``g``'h` MODIFY COLUMN `u"v``w'` varchar(30) NULL DEFAULT '\'\"`\\';

-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(20) -> varchar(30), null -> not null, default none -> "'\"`\\", existing NULLs get "'\"`\\"
UPDATE `e "f" ``g``'h` SET `u"v``w'` = '\'\"`\\' WHERE `u"v``w'` IS NULL;

-- add column `"e ""f"" `g`'h".new"`'`: i32, null
-- alter column `"e ""f"" `g`'h".u"v`w'`: varchar(20) -> varchar(30), null -> not null, default none -> "'\"`\\", existing NULLs get "'\"`\\"
ALTER TABLE `e "f" ``g``'h`
    ADD COLUMN `new"``'` int NULL,
    MODIFY COLUMN `u"v``w'` varchar(30) NOT NULL DEFAULT '\'\"`\\';

-- drop column `"e ""f"" `g`'h".gone`
-- hazard[drop-column]: deletes all values of `"e ""f"" `g`'h".gone`
ALTER TABLE `e "f" ``g``'h` DROP COLUMN `gone`;
