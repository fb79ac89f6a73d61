namespace Muutostieto.SelfService.Operations;

/// <summary>Why an operation cannot be done now.</summary>
public enum OperationObstacle
{
    /// <summary>It is withdrawn already.</summary>
    Withdrawn,

    /// <summary>Other deliveries continue it, and have to be withdrawn first, the last one first.</summary>
    Continued,

    /// <summary>A non-disclosure order, or a narrower permit, forbids to publish it again: a new one is needed.</summary>
    Forbidden,

    /// <summary>The permit is not valid today.</summary>
    PermitNotValid,

    /// <summary>The permit has no files by a rhythm.</summary>
    NoFiles,

    /// <summary>It holds no persons or far fewer than the last one: it is made only when that is accepted.</summary>
    MuchSmaller,

    /// <summary>The rows of the order are those of a customer's file, which is uploaded.</summary>
    NeedsFile,
}
