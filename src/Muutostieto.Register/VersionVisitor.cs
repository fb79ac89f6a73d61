namespace Muutostieto.Register;

/// <summary>Is shown a person's version. It may ask the register for others meanwhile.</summary>
public delegate void VersionVisitor(in VersionRow row);
