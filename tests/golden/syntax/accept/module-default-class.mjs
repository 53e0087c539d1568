export default class a {}
