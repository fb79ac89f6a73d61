namespace Muutostieto.Records.Manifests;

/// <summary>
/// How a random sample was drawn. It lets the sender prove the sample and says nothing of single persons: the numbers that decide come of a
/// key that only the sender has.
/// </summary>
/// <param name="Series">The series of samples that share a key.</param>
/// <param name="KeySha256">SHA-256 of that key, 64 lowercase hex digits.</param>
/// <param name="Requested">How many were asked for.</param>
/// <param name="Frame">From how many they were drawn, rounded to two digits; null where it is too small to be stated.</param>
/// <param name="FrameSha256">A keyed hash of the frame: the same for the same frame and key.</param>
public sealed record ManifestSample(string Series, string KeySha256, long Requested, long? Frame, string FrameSha256);
