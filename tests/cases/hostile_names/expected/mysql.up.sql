-- create table `"select ""from"" `where`; --"`: 5 columns
CREATE TABLE `select "from" ``where``; --` (
    `id; --` bigint NOT NULL AUTO_INCREMENT,
    `order` varchar(20) NOT NULL,
    `naïve 数` int NULL,
    `kind` enum('it\'s', 'say \"hi\" \\ `now`') NOT NULL DEFAULT 'it\'s',
    `self"``` bigint NULL,
    PRIMARY KEY (`id; --`),
    CONSTRAINT `uq'"``` UNIQUE (`order`),
    INDEX `the "index" of 'it'` (`order`),
    INDEX `fk_select "from" ``where``; --_self"``` (`self"```),
    CONSTRAINT `fk_select "from" ``where``; --_self"``` FOREIGN KEY (`self"```) REFERENCES `select "from" ``where``; --` (`id; --`)
) DEFAULT CHARACTER SET = utf8mb4 COMMENT = 'A comment that\'s \"quoted\" \\ with -- dashes */ and /* stars.';
