/** Given names that mark a capitalised pair of words as a person's, in lower case. */
const NAMES = `
  abbas abdul abigail abraham adam ahmed al alan albert alex alexander alexandra alexandria alexei ali alice alison allan allen allison
  alyssa amanda amber amy anatoly andre andrea andrei andrew andrey andy angel angela ankit ann anna anne annie anthony antonio art
  artem arthur artyom ash ashley ashton audrey avigdor avril barack barbara barron barry becky ben benjamin bernard bernie beth betsy
  beverly bianna bill billy bjorn blake bob bobby bonnie boris brad bradley brenda brendan bret brett brian bridget brooke bruce bryan
  byron caleb calvin cameron candace carl carla carlos carly carmen carol caroline carolyn casey catherine cecilia chad charles charlie
  charlotte chelsea cheryl chester chris christiane christina christine christopher chuck cindy claire clara clark claude claudia
  claudine clay clayton cliff clifford clinton cody cole colin connie conrad corey cory craig curtis cynthia dale dan dana daniel danny
  darlene darrell darren dave david dawn dean debbie deborah denise dennis derek derrick dexter diana diane dick dieter dmitri dmitry
  don donald donna doris dorothy doug douglas drew duane dustin duyeon dwight earl ed eddie edith eduardo edward ehud eileen elaine
  eleanor elena eliot elizabeth ella ellen elliot elliott emily emma emmanuel emmett enrique eric erik erin ernest ethan ethel eugene
  eva evan evans eve evelyn evgeny faith felix fernando fiona florence floyd frances francisco francois frank franklin franz fred
  frederick gail garrett gary gavin gayle gene geoff geoffrey george gerald geraldine gerard gilbert gina ginger glenn gloria glyn
  gordon grace graham grant greg gregory gretchen grigory guy gwen hailey hallie hank hannah hans harold harriet harrison harry harvey
  hassan hazel heather hector heinz helen henri henry herbert herman hillary hogan holly hope howard hugh hugo hussein ian ibrahim igor
  irene iris irving isaac isabel ivan ivanka jack jackie jacob jacqueline jacques jake james jamie jane janet janice jared jason javad
  jay jean jeanne jeannie jeff jeffrey jen jenifer jenna jennifer jenny jens jeremy jerome jerry jesse jessi jessica jill jim jimmy joan
  joanna jodi joe joel john jon jonathan joni jordan jorge jose joseph josephine josh joshua joy joyce juan juanita judith judy julia
  julian julie julius june jurgen justin karen karin karine karl kate katherine kathleen kathryn kathy katie kayleigh keith kelly
  kellyanne ken kenneth kevin khalid kim kimberly kirill kirk kirsten kirstjen klaus konstantin kristen kristin kristina kurt kyle lance
  larry lars laura lauren laurent laurie lawrence leah lee lena leon leonard leonid leroy leslie lewis lillian lily linda lindsey lisa
  liz lloyd logan lori lorraine lou louis louise luc lucy luis luke lydia lynn mackenzie madeleine madison maggie manuel marc marcia
  marcus margaret margot maria marie marilyn mario marjorie mark marsha marshall martha martin marvin mary mason matt matthew maureen
  maurice max maxim meg megan meghan mel melania melanie melissa melvin mercedes meredith michael michel michelle mick miguel mike
  mikhail mildred miles milton miranda miriam mitch mitchell mohammad mohammed molly monica morgan morris moshe muhammad nadav nadia
  nancy naomi narendra natalie natasha nathan ned neil nelson niall nicholas nick nicole nikki nikolai nina noah noel nolan nora norma
  norman olaf oleg olga oliver olivia olivier orrin oscar otto owen pablo pamela pat patricia patrick paul paula pauline pavel pedro
  peggy penelope perry pete peter phil philip philippe phyllis pierre preston quentin quinn rachael rachel rafael raj rajiv ralph
  randall randy ray raymond rebecca reed regina reid reince rene renee rex reza rhonda ricardo rich richard rick rita rob robbie robert
  roberta robin roderick rodney roger roland roman ron ronald rosa rosalind rose rosemary ross roxanne roy ruby rudolph rudy rufus russ
  russell ruth ryan sabrina sally salvatore sam samantha samuel sandra sanjay sara sarah scott sean selena sergei sergey seth shane
  shannon sharon shaun sheila sheldon sherry shimon shirley sidney siegfried simon solomon sophia sophie spencer stacey stan stanley
  stefan stella stephanie stephen steve steven stewart stuart sue sumona susan susanne susie suzanne sven sydney sylvester sylvia tad
  tamara tammy tanya tara tatiana ted teresa terrence terri terry theodore theresa thomas tiffany tim timothy tina toby todd tom toni
  tony tracy travis trent trevor tristan troy tucker tyler ulysses valerie vanessa vasily vera vernon veronica vic vicky victor victoria
  viktor vince vincent vipin virgil virginia vitaly vivian vladimir walt walter wanda warren wayne wendell wendy wes wesley whitney
  wilbur will william wilson winston wolfgang woodrow xavier yolanda yossi yousef yuri yury yvonne zachary zack zbigniew`
const SET = new Set(NAMES.trim().split(/\s+/))

/** Whether a word is a given name as Western reports use them, or of a family known by it. */
export function isGivenName(word: string): boolean {
  return SET.has(word.toLowerCase())
}
