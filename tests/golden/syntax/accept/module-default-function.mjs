export default function () {} /* b */ var c
