namespace Muutostieto.Records.Lists;

/// <summary>A line of an identity-code list that is refused. Names the place and never the person.</summary>
/// <param name="Line">Its number in the file, the transport lines counted, from 1.</param>
/// <param name="Why">What is wrong with it.</param>
public readonly record struct ListRefusal(int Line, ListFault Why);
