namespace Muutostieto.Drops.Sftp;

/// <summary>What a server's host key is by the settings.</summary>
internal enum HostKeyVerdict
{
    /// <summary>The server has shown no key.</summary>
    NotSeen,

    /// <summary>The one that the settings name.</summary>
    Trusted,

    /// <summary>The settings name no key of this server.</summary>
    Unknown,

    /// <summary>Another one than the settings name.</summary>
    Different,

    /// <summary>One that must not be accepted any more.</summary>
    Revoked,
}
