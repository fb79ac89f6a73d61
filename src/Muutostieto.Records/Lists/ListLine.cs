using Muutostieto.Records.Identity;

namespace Muutostieto.Records.Lists;

/// <summary>One line of an identity-code list that can be read.</summary>
/// <param name="Line">Its number in the file, the transport lines counted, from 1.</param>
/// <param name="Code">Whose line it is.</param>
/// <param name="IsAdded">True for <c>L</c>, on the list from now on; false for <c>P</c>, off it.</param>
public readonly record struct ListLine(int Line, PersonalIdentityCode Code, bool IsAdded);
