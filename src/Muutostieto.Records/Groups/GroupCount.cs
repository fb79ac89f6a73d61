namespace Muutostieto.Records.Groups;

/// <summary>Says that <paramref name="Field"/> counts the groups <paramref name="Group"/> that follow.</summary>
public sealed record GroupCount(string Field, string Group);
