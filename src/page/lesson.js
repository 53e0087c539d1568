// Steps that stand in the page itself, each picture told by what is new in it. Not steps that are still to come.
const readPictures = (pictures) => {
  // The way to a picture leads from the one before, or from the first.
  let numbers = [], place = -1;
  return (moment) => {
    const wanted = pictures.moments[moment];
    if (wanted < place) [numbers, place] = [[], -1];
    while (place < wanted) {
      const [head, tail, ...runs] = pictures.drawn[++place], between = [];
      for (let at = 0; at < runs.length; at += 2) for (let step = 0; step < runs[at + 1]; step++) between.push(runs[at] + step);
      numbers = [...numbers.slice(0, head), ...between, ...numbers.slice(numbers.length - tail)];
    }
    return numbers.map((number) => pictures.parts[number]).join('');
  };
};
const readLesson = (steps, { pictures, releases }) => {
  const drawing = readPictures(pictures);
  document.querySelectorAll('#steps > section').forEach((section, index) =>
    steps.put({ section, picture: () => drawing(index), release: releases[index] }, index));
  steps.listed();
};
