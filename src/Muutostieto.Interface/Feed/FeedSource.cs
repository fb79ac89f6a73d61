using System.Security.Cryptography.X509Certificates;

namespace Muutostieto.Interface.Feed;

/// <summary>An interface that a register is fed from, and how it is called.</summary>
public sealed record FeedSource
{
    /// <summary>The address of the calls, up to and with <c>/api/v1</c>, with or without the prefix of a security server.</summary>
    public required Uri Url { get; init; }

    public required string User { get; init; }

    public required string Password { get; init; }

    /// <summary>The value of <c>X-Road-Client</c>; null: the header is not sent.</summary>
    public string? XRoadClient { get; init; }

    public required FeedScope Scope { get; init; }

    /// <summary>Shown to the source's server; null: none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Whose certificates are trusted; empty: the system's.</summary>
    public X509Certificate2Collection TrustedAuthorities { get; init; } = [];

    /// <summary>How often a call is tried again: 1 or more, default 5.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The wait before the second try, which doubles from then on. Default 2 seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait that the source may ask for. Default 10 minutes, which is what it may say.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the source may stay silent. Default 60 seconds.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many persons a call for base data names: 1 to 1,000, default 1,000.</summary>
    public int PersonsOfCall { get; init; } = 1000;

    /// <summary>After how many pages of a run its progress is reported, and the source asked for its newest key. Default 1,000.</summary>
    public int PagesOfCheck { get; init; } = 1000;

    /// <summary>How far the key may go in one page without the source being asked for its newest. Default 1,000,000.</summary>
    public long LongestStep { get; init; } = 1_000_000;

    /// <summary>How many pages in a row may change nothing before a run gives up. Default 10,000.</summary>
    public int MostPagesWithoutChange { get; init; } = 10_000;

    /// <summary>What must stay the same for the source's keys to mean anything. Without the password.</summary>
    public string Name => $"{Url.GetLeftPart(UriPartial.Path).TrimEnd('/')} {User} {Scope}";
}
