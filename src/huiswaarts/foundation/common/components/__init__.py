"""What the tags of the look write: functions over plain values, never over models."""
