/** Korean family names as reports in Latin letters write them. */
export const FAMILIES =
  'Kim|Lee|Ri|Park|Pak|Choe|Choi|Jo|Cho|Jang|Chang|Jong|Jung|Jeong|Chung|Kang|Roh|No|Noh|Ro|Han|Hwang|Hyon|Hyun|Yun|Yoon|Paek|Baek|Song|Shin|Sin|Kwon|Lim|Im|Rim|O|Oh|Suh|Seo|Ryu|Ryoo|Yoo|Yu|An|Ahn|Nam|Thae|Tae|Hong|Ko|Koh|Moon|Mun|Yang|Ji|Chi|Ja|Sim|Min|Bae|Son|Sohn|Woo|Won|Byun|Jeon|Jon|Chon|Chun|Jin|Heo|Huh|Hur|Koo|Ku|Kwak|Na|Maeng|Om|Pyon|Pang|Bang|Wi|Ye|Yeo|Yom|Yim|Yi|Rhee|Ryang'

/** The most frequent one, used alone more often than any other. */
export const MOST_FREQUENT = 'Kim'

/** Those that begin so many names that a capitalised word after two of a name's words belongs to the name too. */
export const FREQUENT = 'Kim|Ri|Pak|Choe'

/** Those with which a truncated name is not accepted as a name. */
export const OF_LEADERS = 'Kim|Ri|Pak|Choe|Jo|Jang|Jong|Kang|Kwon|Han|Hwang|Lee|Park|Choi|Yoon|Yun|Moon'
