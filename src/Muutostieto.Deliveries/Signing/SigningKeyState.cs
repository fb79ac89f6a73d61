namespace Muutostieto.Deliveries.Signing;

/// <summary>What a key is for at present.</summary>
public enum SigningKeyState
{
    /// <summary>It signs what is composed.</summary>
    Signing,

    /// <summary>It signs when the ones before it are retired; recipients get its public half before that.</summary>
    Next,

    /// <summary>It signs no more; its public half is left for what it has signed.</summary>
    Retired,
}
