/** Which member this window is: two windows of one browser can be two people. */

const MEMBER = "magpie.member.";

export const keptMember = (invite) => sessionStorage.getItem(MEMBER + invite);

export const keepMember = (invite, member) => sessionStorage.setItem(MEMBER + invite, member);

export const forgetMember = (invite) => sessionStorage.removeItem(MEMBER + invite);
