namespace Muutostieto.SelfService.Deliveries;

/// <summary>What has become of an upload.</summary>
public enum UploadState
{
    /// <summary>It is being put into the drop.</summary>
    Sending,

    /// <summary>The put failed or broke off, and the drop could not be looked into: it may be there.</summary>
    Unsure,

    /// <summary>It is not in the drop: it did not arrive, or was removed there before a run.</summary>
    Failed,

    /// <summary>It is in the drop, and the next run takes it in.</summary>
    Waiting,

    Taken,

    /// <summary>A list of which some lines were refused.</summary>
    Partly,

    Refused,
}
