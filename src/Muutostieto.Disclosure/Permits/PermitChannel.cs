namespace Muutostieto.Disclosure.Permits;

/// <summary>A way in which a permit's data reaches its recipient.</summary>
public enum PermitChannel
{
    /// <summary><c>files</c>: base and change deliveries by a rhythm.</summary>
    Files,

    /// <summary><c>interface</c>: the recipient asks.</summary>
    Interface,
}
